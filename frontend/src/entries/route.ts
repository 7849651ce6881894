// A route drawn from its BPMN file, beside the table that says the same without script.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { drawRoute } from '../routes/draw';

for (const frame of document.querySelectorAll<HTMLElement>('[data-route]')) void drawRoute(frame);
