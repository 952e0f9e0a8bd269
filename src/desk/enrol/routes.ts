import { type Area } from '../shell/contract.ts'

export const enrol = {
  page: { path: '/enrol', standing: 'public', title: 'desk-enrol-title', old: true },
} satisfies Area
