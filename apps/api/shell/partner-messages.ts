/** What may go wrong with an agency's webhooks and keys. */
export const partnerMessages = {
  'key-has-ended': {
    title: { en: 'This key holds no more', fr: 'Cette clé n’est plus valable' },
    detail: {
      en: 'It was revoked, or has expired. Make a new key for the agency instead.',
      fr: 'Elle a été révoquée, ou elle a expiré. Créez plutôt une nouvelle clé pour l’organisme.',
    },
  },
  'too-many-webhooks': {
    title: { en: 'This agency has enough webhooks', fr: 'Cet organisme a assez de webhooks' },
    detail: {
      en: 'It has {most}, and may not have more. Remove one that is not used any more, then add this one.',
      fr: 'Il en a {most} et ne peut pas en avoir plus. Retirez-en un qui ne sert plus, puis ajoutez celui-ci.',
    },
  },
  'too-many-tests': {
    title: { en: 'Earlier tests are still under way', fr: 'Des essais sont encore en cours' },
    detail: {
      en: '{most} tests of this webhook wait to be taken. Look at its deliveries, and test again when they are done.',
      fr: '{most} essais de ce webhook attendent d’être reçus. Consultez ses envois, puis refaites un essai quand ils sont terminés.',
    },
  },
} as const;
