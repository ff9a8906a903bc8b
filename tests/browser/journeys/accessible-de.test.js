// Every page in this language through axe; a file for each language, so that they run side by side.
import { everyPageIsAccessible } from '../support/accessible.js';

everyPageIsAccessible('de');
