import type { Boot } from '../boot.ts'

/** What the frame said when it was loaded. */
export const boot = JSON.parse(document.body.dataset['desk'] ?? '{}') as Boot
