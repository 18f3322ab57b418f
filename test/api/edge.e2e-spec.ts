/** Run together: to load the server costs more than most of what they ask of it. Each has a database of its own. */
import './console-files.e2e.js';
import './cursors.e2e.js';
import './demo-host.e2e.js';
import './ended-sessions.e2e.js';
import './live-sign-in.e2e.js';
import './malformed-addresses.e2e.js';
import './malformed-bodies.e2e.js';
import './openapi.e2e.js';
import './repeated-requests.e2e.js';
import './sign-in.e2e.js';
