// The desk: every page for people who are signed in.
import '../styles/desk.scss';
import '../generated/icons.svg?url';
import { startAnnouncements } from '../desk/announce';
import { startDays } from '../desk/days';
import { startDialogs } from '../desk/dialogs';
import { startDrafts } from '../desk/drafts';
import { startFiles } from '../desk/files';
import { startKeyboard } from '../desk/keyboard';
import { startLists } from '../desk/lists';
import { startMenus } from '../desk/menus';
import { startRail } from '../desk/rail';
import { startRequests } from '../desk/requests';
import { startTallies } from '../desk/tally';
import { startTheme } from '../desk/theme';

startRequests();
startAnnouncements();
startDialogs();
startMenus();
startRail();
startKeyboard();
startLists();
startFiles();
startDays();
startDrafts();
startTallies();
startTheme();
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
