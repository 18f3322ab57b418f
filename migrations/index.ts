import { CreatePlatform1760000000000 } from './1760000000000-create-platform.js';
import { CreateAccess1760000001000 } from './1760000001000-create-access.js';

/** In the order in which they run. */
export const migrations = [CreatePlatform1760000000000, CreateAccess1760000001000];
