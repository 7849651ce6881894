// Sign-in, errors, slips: the look without the desk.
import '../styles/desk.scss';
import { startDialogs } from '../desk/dialogs';
import { startMenus } from '../desk/menus';
import { startTheme } from '../desk/theme';

startDialogs();
startMenus();
startTheme();
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
