/** Run together: to load the server costs more than most of what they ask of it. Each has a database of its own. */
import './agency-capacity.e2e.js';
import './agency-events.e2e.js';
import './agency-matrix.e2e.js';
import './agency-links.e2e.js';
import './given-services.e2e.js';
import './inbox.e2e.js';
import './live.e2e.js';
import './partner-keys.e2e.js';
import './region-matrix.e2e.js';
import './teams-in-use.e2e.js';
import '../partner-kit/partner-kit.e2e.js';
import './told-then.e2e.js';
import './told-to-agencies.e2e.js';
import './webhooks.e2e.js';
