import { cleanName, cleanText, type Submission } from '#channels'

/** What a booth brings: a card with a name, what its bearer leaves, and her words. Undefined where it says too little. */
export function readCard(card: string): Submission | undefined {
  const [name = '', left = '', words = ''] = card.split('|').map(cleanText)
  if (cleanName(name) === '' || left === '') return undefined
  return {
    people: [
      {
        name: cleanName(name),
        nameKind: 'pseudonym',
        party: left.includes('party'),
        league: left.includes('league'),
        pioneers: left.includes('pioneers'),
        basis: 'self',
        agreed: true,
      },
    ],
    words,
    place: null,
    visibility: 'name-and-words',
    wantsCertificate: false,
    contact: '',
    language: 'en',
  }
}
