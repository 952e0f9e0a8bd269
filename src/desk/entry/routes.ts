import { type Area } from '../shell/contract.ts'

export const entry = {
  page: { path: '/entry', standing: 'admitted', title: 'desk-entry-title', nav: 'desk-nav-entry', old: true },
} satisfies Area
