/** Run together: to load the server costs more than most of what they ask of it. Each has a database of its own. */
import './alerts.e2e.js';
import './applying.e2e.js';
import './case-answers.e2e.js';
import './contacts.e2e.js';
import './dispatches.e2e.js';
import './documents.e2e.js';
import './erasure.e2e.js';
import './grants.e2e.js';
import './reviewers.e2e.js';
import './letters.e2e.js';
import './one-call.e2e.js';
import './preview.e2e.js';
import './worklists.e2e.js';
import './why-not.e2e.js';
