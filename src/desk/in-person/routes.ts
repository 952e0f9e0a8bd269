import { type Area } from '../shell/contract.ts'

export const inPerson = {
  page: {
    path: '/in-person',
    standing: 'admitted',
    roles: ['operator'],
    title: 'in-person-title',
    nav: 'in-person-nav',
    document: true,
  },
} satisfies Area
