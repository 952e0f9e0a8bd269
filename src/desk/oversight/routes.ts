import { type Area } from '../shell/contract.ts'

export const oversight = {
  page: {
    path: '/oversight',
    standing: 'admitted',
    roles: ['approver', 'head', 'administrator'],
    title: 'desk-oversight-title',
    nav: 'desk-nav-oversight',
    old: true,
  },
} satisfies Area
