import { useSyncExternalStore } from 'react';
import { isOnline, onConnection } from './api';

/** Whether requests get through, as far as the last one knows. */
export const useOnline = (): boolean => useSyncExternalStore(onConnection, isOnline);
