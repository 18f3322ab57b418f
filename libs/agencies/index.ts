export * from './service.js';
export { describeHours, isOpen, isSpan, localDate, nextOpening, type Holidays } from './opening-hours.js';
export { seedAgencies } from './seed-agencies.js';
export { findServices } from './find-services.js';
export { findNumbers } from './find-numbers.js';
export { findAgency, listAgencies, type AgencyView } from './list-agencies.js';
export { setCapacity, type CapacityChange, type CapacitySet } from './set-capacity.js';
export { findHolidays } from './find-holidays.js';
export { nameAgencies } from './name-agencies.js';
