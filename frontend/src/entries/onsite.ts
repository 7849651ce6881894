// A visit on site: everything works without a network; what is recorded is sent when there is one.
import '../styles/desk.scss';
import '../styles/onsite.scss';
import { startOnSite } from '../onsite/page';

const root = document.querySelector<HTMLElement>('[data-onsite]');
if (root) void startOnSite(root);
