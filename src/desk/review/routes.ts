import { type Area } from '../shell/contract.ts'

export const review = {
  page: { path: '/', standing: 'public', title: 'desk-work-title', nav: 'desk-nav-work', old: true },
} satisfies Area
