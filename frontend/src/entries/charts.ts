// Charts beside their tables: the numbers are read from the table's rows, so that both always say the same.
import { drawAll } from '../charts/draw';

drawAll();
document.body.addEventListener('htmx:afterSettle', drawAll);
