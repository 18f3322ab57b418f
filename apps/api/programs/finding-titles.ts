import type { Text } from '../../../libs/eligibility/index.js';

/** What the checks and the readers find in tables, in a few words of both languages; the rest of a program's files has its message alone. */
const titles: Readonly<Record<string, Text>> = {
  gap: { en: 'No row fits some people', fr: 'Aucune ligne ne convient à certaines personnes' },
  overlap: { en: 'Two rows contradict each other', fr: 'Deux lignes se contredisent' },
  'row-never-fires': { en: 'This row decides for nobody', fr: 'Cette ligne ne décide pour personne' },
  'constant-outside-domain': { en: 'The question never has this value', fr: 'La question n’a jamais cette valeur' },
  'input-values-are-incomplete': {
    en: 'The column leaves out possible answers',
    fr: 'La colonne omet des réponses possibles',
  },
  'outcome-is-not-declared': {
    en: 'The program does not know this outcome',
    fr: 'Le programme ne connaît pas ce résultat',
  },
  'outcome-is-never-given': { en: 'No row gives this outcome', fr: 'Aucune ligne ne donne ce résultat' },
  'could-not-prove': {
    en: 'Not everything could be checked',
    fr: 'Tout n’a pas pu être vérifié',
  },
  'argument-is-twice': { en: 'An argument is there twice', fr: 'Un argument est là deux fois' },
  'argument-is-unknown': { en: 'The function has no such argument', fr: 'La fonction n’a pas cet argument' },
  'arguments-do-not-fit': { en: 'The function takes other arguments', fr: 'La fonction prend d’autres arguments' },
  'annotation-is-in-one-language': {
    en: 'The reason is there in one language only',
    fr: 'Le motif n’existe que dans une langue',
  },
  'arithmetic-needs-numbers': {
    en: 'Only numbers can be reckoned with',
    fr: 'On ne peut calculer qu’avec des nombres',
  },
  'cell-does-not-fit-the-question': {
    en: 'The cell does not fit its question',
    fr: 'La case ne convient pas à sa question',
  },
  'cell-has-no-result': {
    en: 'The cell comes to nothing for some answers',
    fr: 'La case ne donne rien pour certaines réponses',
  },
  'cell-is-not-feel': { en: 'The cell cannot be read', fr: 'La case est illisible' },
  'cell-is-too-deep': { en: 'The cell nests too deeply', fr: 'La case est trop imbriquée' },
  'cell-is-too-long': { en: 'The cell is too long', fr: 'La case est trop longue' },
  'cell-takes-too-long': {
    en: 'The cell would take too long to decide',
    fr: 'La case prendrait trop de temps à évaluer',
  },
  'comparison-does-not-fit': { en: 'These two cannot be compared so', fr: 'Ces deux choses ne se comparent pas ainsi' },
  'comparison-has-no-left-side': {
    en: 'The comparison lacks its left side',
    fr: 'Il manque le côté gauche de la comparaison',
  },
  'constant-has-no-value': { en: 'The constant has no value', fr: 'La constante n’a pas de valeur' },
  'constant-is-not-kept': {
    en: 'The constant cannot be kept exactly',
    fr: 'La constante ne peut pas être gardée exactement',
  },
  'dash-is-unclear': { en: 'The dash can be read in two ways', fr: 'Le tiret peut se lire de deux façons' },
  'date-is-not-a-date': { en: 'This is no date', fr: 'Ce n’est pas une date' },
  'decision-date-is-no-date': {
    en: 'The decision’s date is no date question',
    fr: 'La date de la décision n’est pas une question de date',
  },
  'decision-has-no-date': {
    en: 'The decision does not say for which day',
    fr: 'La décision ne dit pas pour quel jour',
  },
  'decision-has-no-id': { en: 'The decision has no name', fr: 'La décision n’a pas de nom' },
  'decision-is-not-a-table': { en: 'The decision is no table', fr: 'La décision n’est pas une table' },
  'decision-is-read-in-a-formula': { en: 'A formula reads another decision', fr: 'Une formule lit une autre décision' },
  'decision-needs-one-output': {
    en: 'The decision needs exactly one result column',
    fr: 'Il faut une seule colonne de résultat',
  },
  'decisions-read-each-other': { en: 'Decisions read each other in a circle', fr: 'Des décisions se lisent en rond' },
  'doctype-is-not-allowed': {
    en: 'The file brings its own document type',
    fr: 'Le fichier apporte son propre type de document',
  },
  'element-is-not-in-the-subset': {
    en: 'The file has a part that is not read here',
    fr: 'Le fichier contient une partie qui n’est pas lue ici',
  },
  'entry-is-twice': { en: 'An entry is there twice', fr: 'Une entrée est là deux fois' },
  'entry-is-unknown': { en: 'There is no such entry', fr: 'Cette entrée n’existe pas' },
  'escape-is-unknown': { en: 'A sign after \\ is not known', fr: 'Un signe après \\ est inconnu' },
  'expression-does-not-fit': {
    en: 'The column’s formula does not fit',
    fr: 'La formule de la colonne ne convient pas',
  },
  'expression-is-not-in-the-subset': {
    en: 'The column’s formula is not read here',
    fr: 'La formule de la colonne n’est pas lue ici',
  },
  'expression-type-is-not-known': {
    en: 'What the formula gives cannot be told',
    fr: 'On ne sait pas ce que donne la formule',
  },
  'feel-is-not-in-the-subset': {
    en: 'This way of writing is not read here',
    fr: 'Cette façon d’écrire n’est pas lue ici',
  },
  'file-is-not-dmn': { en: 'The file is no DMN', fr: 'Le fichier n’est pas du DMN' },
  'file-is-too-large': { en: 'The file is too large', fr: 'Le fichier est trop gros' },
  'function-is-external': {
    en: 'The function lives in another program',
    fr: 'La fonction se trouve dans un autre logiciel',
  },
  'function-is-not-in-the-subset': {
    en: 'The function is not used in tables here',
    fr: 'La fonction n’est pas utilisée dans les tables ici',
  },
  'function-is-unknown': { en: 'There is no such function', fr: 'Cette fonction n’existe pas' },
  'hit-policy-is-not-in-the-subset': {
    en: 'This hit policy is not used here',
    fr: 'Cette règle de choix n’est pas utilisée ici',
  },
  'id-is-there-twice': { en: 'A name is there twice', fr: 'Un nom est là deux fois' },
  'input-is-not-here': { en: '“?” has no answer here', fr: '« ? » n’a pas de réponse ici' },
  'input-reads-no-question': { en: 'The column reads no question', fr: 'La colonne ne lit aucune question' },
  'is-no-function': { en: 'This is no function', fr: 'Ce n’est pas une fonction' },
  'language-is-not-feel': {
    en: 'The file is written in another language than FEEL',
    fr: 'Le fichier est écrit dans un autre langage que FEEL',
  },
  'moment-is-not-read': {
    en: 'A cell may not ask what time it is',
    fr: 'Une case ne peut pas demander l’heure qu’il est',
  },
  'name-has-a-space': { en: 'The name has a space', fr: 'Le nom contient une espace' },
  'name-is-twice': { en: 'The name is there twice', fr: 'Le nom est là deux fois' },
  'name-is-unknown': { en: 'There is no question of this name', fr: 'Aucune question ne porte ce nom' },
  'no-decision-table': {
    en: 'There is no decision table in the file',
    fr: 'Il n’y a pas de table de décision dans le fichier',
  },
  'null-is-not-tested': {
    en: 'An answer that nobody gave is not tested',
    fr: 'On ne teste pas une réponse que personne n’a donnée',
  },
  'number-is-too-large': { en: 'The number is too large', fr: 'Le nombre est trop grand' },
  'number-is-too-long': { en: 'The number has too many digits', fr: 'Le nombre a trop de chiffres' },
  'output-has-several-words': { en: 'A row gives several results', fr: 'Une ligne donne plusieurs résultats' },
  'output-is-empty': { en: 'A row gives no result', fr: 'Une ligne ne donne aucun résultat' },
  'output-is-not-a-word': {
    en: 'The result is not a word in quotes',
    fr: 'Le résultat n’est pas un mot entre guillemets',
  },
  'parameter-date-is-no-date': {
    en: 'A limit begins on what is no date',
    fr: 'Une limite commence à une date qui n’en est pas une',
  },
  'parameter-dates-conflict': {
    en: 'Two values of a limit begin on the same day',
    fr: 'Deux valeurs d’une limite commencent le même jour',
  },
  'parameter-has-another-question': {
    en: 'The limit differs by another question',
    fr: 'La limite varie selon une autre question',
  },
  'parameter-has-no-value': { en: 'The limit has no value', fr: 'La limite n’a pas de valeur' },
  'parameter-is-not-known': { en: 'There is no such limit', fr: 'Cette limite n’existe pas' },
  'parameter-is-twice': { en: 'The limit is there twice', fr: 'La limite est là deux fois' },
  'parameter-key-is-no-answer': {
    en: 'The limit has a value for no possible answer',
    fr: 'La limite a une valeur pour une réponse impossible',
  },
  'parameter-leaves-answers-out': {
    en: 'The limit leaves some answers without a value',
    fr: 'La limite laisse des réponses sans valeur',
  },
  'parameter-names-no-question': {
    en: 'The limit does not say by which question it differs',
    fr: 'La limite ne dit pas selon quelle question elle varie',
  },
  'document-is-kept-for-good': {
    en: 'Nobody says how long a document is kept',
    fr: 'On ne dit pas combien de temps un document est conservé',
  },
  'parameter-question-does-not-fit': {
    en: 'A limit cannot differ by this question',
    fr: 'Une limite ne peut pas varier selon cette question',
  },
  'parameter-reads-one-question': {
    en: 'A limit differs by one question only',
    fr: 'Une limite ne varie que selon une seule question',
  },
  'parameter-stands-alone': {
    en: 'A limit stands alone in its comparison',
    fr: 'Une limite est seule dans sa comparaison',
  },
  'parameter-value-does-not-fit': {
    en: 'A value of the limit is of another kind',
    fr: 'Une valeur de la limite est d’un autre type',
  },
  'part-cannot-be-read': { en: 'A part of the file cannot be read', fr: 'Une partie du fichier est illisible' },
  'pattern-takes-too-long': { en: 'The pattern would take too long', fr: 'Le motif prendrait trop de temps' },
  'priority-has-no-order': {
    en: 'The results have no order of priority',
    fr: 'Les résultats n’ont pas d’ordre de priorité',
  },
  'question-has-no-choices': { en: 'The question has no choices', fr: 'La question n’a pas de choix' },
  'question-is-not-known': { en: 'There is no such question', fr: 'Cette question n’existe pas' },
  'range-does-not-fit': { en: 'The two ends do not go together', fr: 'Les deux bornes ne vont pas ensemble' },
  'range-is-reversed': { en: 'The range begins after it ends', fr: 'L’intervalle commence après sa fin' },
  'row-has-other-columns': {
    en: 'The row has other columns than the table',
    fr: 'La ligne a d’autres colonnes que la table',
  },
  'sign-is-unknown': { en: 'There is a sign that is not known', fr: 'Il y a un signe inconnu' },
  'table-has-no-input': { en: 'The table has no column to read', fr: 'La table n’a aucune colonne à lire' },
  'table-has-no-output': { en: 'The table gives no result', fr: 'La table ne donne aucun résultat' },
  'table-has-no-row': { en: 'The table has no row', fr: 'La table n’a aucune ligne' },
  'text-is-not-feel': { en: 'The text cannot be read', fr: 'Le texte est illisible' },
  'text-is-too-deep': { en: 'The text nests too deeply', fr: 'Le texte est trop imbriqué' },
  'text-is-too-large': { en: 'The text is too large', fr: 'Le texte est trop gros' },
  'text-is-too-long': { en: 'The text is too long', fr: 'Le texte est trop long' },
  'too-many-columns': { en: 'The table has too many columns', fr: 'La table a trop de colonnes' },
  'too-many-outcomes': { en: 'The table has too many outcomes', fr: 'La table a trop de résultats' },
  'too-many-rows': { en: 'The table has too many rows', fr: 'La table a trop de lignes' },
  'too-many-values': { en: 'The table lists too many values', fr: 'La table énumère trop de valeurs' },
  'service-is-unknown': {
    en: 'A route leads to a service that is not in the directory',
    fr: 'Un chemin mène à un service absent du répertoire',
  },
  'safety-is-gone': { en: 'The questions about safety are gone', fr: 'Les questions sur la sécurité ont disparu' },
  'safety-is-changed': {
    en: 'What is asked or done about safety changes',
    fr: 'Ce qui est demandé ou fait pour la sécurité change',
  },
  'type-is-not-tested': {
    en: 'A cell may not ask for the kind of an answer',
    fr: 'Une case ne peut pas demander le type d’une réponse',
  },
  'type-is-unknown': { en: 'There is no such kind', fr: 'Ce type n’existe pas' },
  'word-is-no-condition': {
    en: 'A word stands where a condition is needed',
    fr: 'Un mot se trouve là où il faut une condition',
  },
  'word-without-quotes': { en: 'A word has no quotes', fr: 'Un mot n’a pas de guillemets' },
  'decision-without-use': { en: 'Nothing reads this decision', fr: 'Rien ne lit cette décision' },
  'parameter-without-use': { en: 'Nothing reads this limit', fr: 'Rien ne lit cette limite' },
  'date-for-nothing': { en: 'The decision needs no date', fr: 'La décision n’a pas besoin de date' },
};
const mistake: Text = { en: 'Something has to be mended', fr: 'Quelque chose est à corriger' };

export const titleOf = (code: string): Text => titles[code] ?? mistake;
