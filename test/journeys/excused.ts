/** What no example of a program can take, and why. An entry that an example takes after all fails the tests. */
export const excused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  good2talk: {
    'distress-line deadline': 'the attempts end, and with them the state, long before an hour is over',
    'emergency deadline': 'each attempt (three minutes) ends, and with it the state, before ten minutes are over',
    'safety exit distress #1 not resumed': 'only in a call that comes from another program; test/api plays one',
    'safety exit undetermined #1 not resumed': 'only in a call that comes from another program; test/api plays one',
    'safety exit distress #1 resumed': 'what breaks in asks answers again, and so forgets what was declined',
    'safety exit undetermined #1 resumed': 'what breaks in asks answers again, and so forgets what was declined',
    'transfer deadline': 'the attempts end, and with them the state, long before an hour is over',
  },
  tccs: {
    'safety exit imminent #1 resumed':
      'where 911 is beside whoever has the client, they keep them while that is asked again, so nobody comes from there',
    'interrupt caller-gone #1': 'whoever is out keeps the client while danger is asked about, so nobody hangs up there',
    'interrupt caller-gone #3 not resumed':
      'in none of its states an agency has the client, so it leads back to where one has them',
    'distress-line deadline': 'the attempts end, and with them the state, before a quarter of an hour is over',
    'emergency deadline': 'each attempt (three minutes) ends, and with it the state, before ten minutes are over',
    'emergency-with-team deadline':
      'the attempt (three minutes) ends, and with it the state, before five minutes are over',
    'call-back-missed deadline': 'what is asked there is answered long before, so no case stands there',
    'call-back-missed exit imminent': 'who says so leads the case to 911 at once, from wherever it is',
    'call-back-missed reconsidered': 'the safety check is first of those that read these answers',
    'called-off deadline': 'the safety check comes right before it, so no case stands there',
    'called-off exit imminent': 'who says so leads the case to 911 at once, from wherever it is',
    'called-off reconsidered': 'the safety check is first of those that read these answers',
    'called-off-refused deadline': 'the safety check comes right before it, so no case stands there',
    'called-off-refused exit imminent': 'who says so leads the case to 911 at once, from wherever it is',
    'called-off-refused reconsidered': 'the safety check is first of those that read these answers',
    'missing deadline': 'what is asked there is answered long before, so no case stands there',
    'missing exit imminent': 'who says so leads the case to 911 at once, from wherever it is',
    'missing reconsidered': 'the safety check is first of the two that read these answers',
    'picked-team deadline': 'the attempt (five minutes) ends, and with it the state, before ten minutes are over',
    'team deadline': 'four attempts of five minutes each end, and with them the state, before 25 minutes are over',
  },
  dso: {
    'distress-line deadline': 'the attempts end, and with them the state, long before an hour is over',
    'emergency deadline': 'each attempt (three minutes) ends, and with it the state, before ten minutes are over',
    'ready-transfer deadline': 'the attempt (five minutes) ends, and with it the state, before an hour is over',
    'docs-needed deadline': 'the attempt (five minutes) ends, and with it the state, before an hour is over',
    'existing-client deadline': 'the attempt (five minutes) ends, and with it the state, before an hour is over',
    'ready-transfer exit exhausted': 'every route ends at our own line, so an offer never ends with nobody',
    'docs-needed exit exhausted': 'every route ends at our own line, so an offer never ends with nobody',
    'without-consent exit exhausted': 'every route ends at our own line, so an offer never ends with nobody',
    'existing-client exit exhausted': 'every route ends at our own line, so an offer never ends with nobody',
  },
};
