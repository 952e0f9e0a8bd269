import { type Area } from '../shell/contract.ts'

export const branches = {
  page: {
    path: '/branches',
    standing: 'admitted',
    title: 'desk-branches-title',
    nav: 'desk-branches-title',
    old: true,
  },
} satisfies Area
