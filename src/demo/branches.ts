// Branches that never were: invented places, and contacts that lead nowhere (RFC 2606).
import { LANGUAGES } from '#i18n'
import { type Branch } from '#staff'

const SOMEWHERE = {
  place: '',
  languages: ['zh-hans'],
  spoken: '',
  hours: '',
  contact: '',
  closed: false,
} as const

/** One that the public finds, and two that chose not to be found. */
export const SAMPLE_BRANCHES: readonly Branch[] = [
  {
    ...SOMEWHERE,
    id: 'sample-paris',
    name: 'SAMPLE Paris',
    country: 'FR',
    place: 'SAMPLE 1, rue de l’Exemple',
    languages: LANGUAGES,
    spoken: 'français, 中文',
    hours: 'SAMPLE: Sa 14–17',
    contact: 'sample@paris.example',
    listed: true,
  },
  { ...SOMEWHERE, id: 'sample-toronto', name: 'SAMPLE Toronto', country: 'CA', listed: false },
  { ...SOMEWHERE, id: 'sample-sydney', name: 'SAMPLE Sydney', country: 'AU', listed: false },
]
