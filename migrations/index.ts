import { CreatePlatform1760000000000 } from './1760000000000-create-platform.js';

/** In the order in which they run. */
export const migrations = [CreatePlatform1760000000000];
