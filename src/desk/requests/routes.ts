import { type Area } from '../shell/contract.ts'

export const requests = {
  page: {
    path: '/requests',
    standing: 'admitted',
    title: 'desk-requests-title',
    nav: 'desk-nav-requests',
    old: true,
  },
} satisfies Area
