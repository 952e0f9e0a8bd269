// Also runs in a browser.
import type { RecordLabel } from './record.ts'

/**
 * Every kind of record that is sealed, with the newest writing of it. Whoever seals and whoever opens, here and in browsers, name a
 * record by this list: two names for one thing would be a record that nobody can open.
 */
const NEWEST = {
  /** What was declared, by the submission's id. */
  submission: 1,
  /** How to reach who declared it, apart from it; by the submission's id. */
  contact: 1,
  /** What a sender says afterwards, by its own id. */
  followup: 1,
  /** What a reviewer asks, by the submission's id: sealed to the return code's key. */
  question: 1,
  /** The same, sealed to the box for the colleagues who read on. */
  'question-desk': 1,
  /** What somebody asks a certificate with, by the request's id. */
  'certificate-request': 1,
  /** A picture of a document, by its own id. */
  paper: 1,
  /** What applicant and branch say to each other, by its own id: sealed to the branch's box. */
  'certificate-message': 1,
  /** What the branch says, sealed to the return code's key. */
  reply: 1,
  /** What is about to be certified, by the request's id. */
  'certificate-content': 1,
  /** The file of a certificate, by its number: sealed to the return code's key, or to the branch's box. */
  certificate: 1,
  /** What was seen and by whom, by the certificate's number. */
  'certificate-record': 1,
  /** The identity of a box, by its id: sealed to one holder. Whoever alters its row cannot pass one box's key for another's. */
  'box-key': 1,
  /** What a member of the staff had typed when her time ran out. */
  typed: 1,
} as const satisfies Record<string, number>

export type RecordField = keyof typeof NEWEST

export function isRecordField(name: unknown): name is RecordField {
  return typeof name === 'string' && Object.hasOwn(NEWEST, name)
}

/** The label of a record: `recordId` is the row that it belongs to. */
export function labelOf(field: RecordField, recordId: string): RecordLabel {
  return { recordId, field, version: NEWEST[field] }
}
