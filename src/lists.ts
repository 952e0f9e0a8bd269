// What the program knows by name, for the tables of the database that list it: a new row of a registry is a new row there at the
// next start, and no SQL says any of it once more.
import { ACTS } from '#audit'
import { CHANGE_REASONS, DECLINE_REASONS as CLOSING_REASONS } from '#certificates'
import { type Door, DOORS } from '#channels'
import { type Lists } from '#db'
import { LANGUAGES } from '#i18n'
import { DECLINE_REASONS } from '#review'
import { ROLES } from '#staff'

/** A certificate is put in another one's place by its issue, and for no other reason. */
const ALL_CHANGE_REASONS = { ...CHANGE_REASONS, superseded: ['issued-anew'] }

export const LISTS: Lists = {
  'installation.channel': Object.values(DOORS).map(listed),
  'installation.language': LANGUAGES.map((tag) => ({ tag })),
  'staff.role_name': named(ROLES),
  'audit.kind': named(ACTS),
  'review.reason': named(DECLINE_REASONS),
  'certificates.closing_reason': named(CLOSING_REASONS),
  'certificates.change_reason': Object.entries(ALL_CHANGE_REASONS).flatMap(([state, reasons]) =>
    reasons.map((name) => ({ state, name })),
  ),
}

function named(names: readonly string[]): readonly { name: string }[] {
  return names.map((name) => ({ name }))
}

/** A row of the registry of doors as the database knows it. */
export function listed({ id, grade, usedBy }: Door): { id: string; grade: string; used_by: string } {
  return { id, grade, used_by: usedBy }
}
