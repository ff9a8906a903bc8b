// Every page in this language through axe, in both themes; a file for each language, so that they run side by side.
import { everyPageIsAccessible } from '../support/accessible.js';

everyPageIsAccessible('en');
