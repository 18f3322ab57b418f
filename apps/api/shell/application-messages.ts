/** What may go wrong where an application goes on another way than it was begun. */
export const applicationMessages = {
  'not-over-the-web': {
    title: { en: 'This case cannot go on over the web', fr: 'Ce dossier ne peut pas continuer sur le Web' },
    detail: {
      en: 'It has ended, or its program takes no applications over the web. Go on with it by phone.',
      fr: 'Il est terminé, ou son programme ne prend pas de demandes sur le Web. Continuez par téléphone.',
    },
  },
} as const;
