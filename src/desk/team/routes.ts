import { type Area } from '../shell/contract.ts'

export const team = {
  page: { path: '/team', standing: 'admitted', title: 'desk-team-title', nav: 'desk-nav-team', old: true },
} satisfies Area
