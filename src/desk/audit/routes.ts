import { type Area } from '../shell/contract.ts'

export const audit = {
  page: {
    path: '/audit',
    standing: 'admitted',
    roles: ['administrator'],
    title: 'desk-audit-title',
    nav: 'desk-nav-audit',
    old: true,
  },
} satisfies Area
