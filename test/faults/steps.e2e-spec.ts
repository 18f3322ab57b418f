/** Run together: to load the server costs more than most of what they ask of it. Each has a database of its own. */
import './constraints.e2e.js';
import './dispatch-histories.e2e.js';
import './parallel-callers.e2e.js';
import './place-call.e2e.js';
import './repeated.e2e.js';
import './round-trips.e2e.js';
