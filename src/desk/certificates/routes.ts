import { type Area } from '../shell/contract.ts'

export const certificates = {
  page: {
    path: '/certificates',
    standing: 'admitted',
    roles: ['issuer', 'head', 'administrator'],
    title: 'certificates-title',
    nav: 'desk-nav-certificates',
    old: true,
  },
} satisfies Area
