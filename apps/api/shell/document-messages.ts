/** What is said about files that people send in. Parts of `messages`. */
export const documentMessages = {
  'body-is-no-file': {
    title: { en: 'Please send a file', fr: 'Veuillez envoyer un fichier' },
    detail: {
      en: 'Send the file itself as the body, with "Content-Type: application/octet-stream", and its name in the address as ?name=.',
      fr: 'Envoyez le fichier lui-même comme contenu, avec « Content-Type: application/octet-stream », et son nom dans l’adresse avec ?name=.',
    },
  },
  'question-takes-no-file': {
    title: { en: 'This question takes no file', fr: 'Cette question ne prend pas de fichier' },
    detail: {
      en: 'Files are taken for: {questions}.',
      fr: 'Des fichiers sont acceptés pour : {questions}.',
    },
  },
  'too-many-files': {
    title: { en: 'There are many files here already', fr: 'Il y a déjà beaucoup de fichiers ici' },
    detail: {
      en: 'A case can have {most} files. Remove one that is not needed, then send this one again.',
      fr: 'Un dossier peut avoir {most} fichiers. Retirez-en un qui n’est pas nécessaire, puis envoyez celui-ci à nouveau.',
    },
  },
  'file-is-empty': {
    title: { en: 'The file is empty', fr: 'Le fichier est vide' },
    detail: {
      en: 'Nothing came. Please open the file to see if it is all right, and send it again.',
      fr: 'Rien n’est arrivé. Veuillez ouvrir le fichier pour voir si tout va bien, puis l’envoyer à nouveau.',
    },
  },
  'file-is-too-large': {
    title: { en: 'The file is too large', fr: 'Le fichier est trop volumineux' },
    detail: {
      en: 'A file can have up to 15 MB. Please send fewer pages at a time, or a photo of each page.',
      fr: 'Un fichier peut faire jusqu’à 15 Mo. Veuillez envoyer moins de pages à la fois, ou une photo de chaque page.',
    },
  },
  'file-type-is-not-taken': {
    title: { en: 'We cannot open this kind of file', fr: 'Nous ne pouvons pas ouvrir ce genre de fichier' },
    detail: {
      en: 'Please send a PDF, or a photo (JPEG, PNG or HEIC). A photo of the paper, taken with a phone, is fine.',
      fr: 'Veuillez envoyer un PDF ou une photo (JPEG, PNG ou HEIC). Une photo du papier, prise avec un téléphone, convient très bien.',
    },
  },
  'file-is-two-kinds': {
    title: { en: 'We cannot take this file safely', fr: 'Nous ne pouvons pas accepter ce fichier en toute sécurité' },
    detail: {
      en: 'It can be read as two kinds of file at once. Please send a photo of the paper instead.',
      fr: 'Il peut être lu comme deux genres de fichier à la fois. Veuillez envoyer plutôt une photo du papier.',
    },
  },
  'file-is-incomplete': {
    title: { en: 'The end of the file is missing', fr: 'La fin du fichier manque' },
    detail: {
      en: 'It may have been cut off when it was copied. Please send it again, or send a photo of the paper.',
      fr: 'Il a peut-être été coupé lors de la copie. Veuillez l’envoyer à nouveau, ou envoyer une photo du papier.',
    },
  },
  'file-is-infected': {
    title: { en: 'We could not keep this file', fr: 'Nous n’avons pas pu garder ce fichier' },
    detail: {
      en: 'Our virus check found something in it, so it was deleted. Nobody did anything wrong: files can carry this without anyone knowing. A photo of the paper, mail, or a visit in person works as well.',
      fr: 'Notre antivirus y a trouvé quelque chose, et le fichier a été supprimé. Personne n’a rien fait de mal : un fichier peut porter cela sans que personne le sache. Une photo du papier, la poste ou une visite en personne conviennent aussi.',
    },
  },
  'document-is-not-checked': {
    title: { en: 'This file is still being checked', fr: 'Ce fichier est encore en cours de vérification' },
    detail: {
      en: 'The virus check has not answered yet. We try again by ourselves; the file can be opened once it was checked.',
      fr: 'L’antivirus n’a pas encore répondu. Nous réessayons tout seuls; le fichier pourra être ouvert après la vérification.',
    },
  },
  'document-is-gone': {
    title: { en: 'This file is not kept any more', fr: 'Ce fichier n’est plus conservé' },
    detail: {
      en: 'It was removed, or the time for keeping it is over.',
      fr: 'Il a été retiré, ou le temps prévu pour le garder est écoulé.',
    },
  },
};
