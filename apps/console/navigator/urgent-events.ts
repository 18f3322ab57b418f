/** What stands in the bar under "risk now": safety is asked about again; or, with a team on its way or there, 911 comes too. */
export const urgentEvents: readonly string[] = ['risk-raised', 'emergency-requested'];
