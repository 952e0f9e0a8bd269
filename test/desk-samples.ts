// What each call of the desk is sent when all is well; what is in it is nobody's. Whoever walks the desk's routes sends it.
import { randomBytes } from 'node:crypto'
import { labelOf, parseRecipient, sealRecord } from '#vault'
import { type RouteName } from '../src/desk/areas.ts'
import { recipientOf } from './members.ts'

/** A record that there is not. */
export const ID = '00000000-0000-4000-8000-000000000000'
const SEALED = Buffer.concat([Buffer.from('age-encryption.org/v1\n'), randomBytes(200)]).toString('base64')
const KEY = Buffer.from(
  sealRecord({
    ...labelOf('box-key', ID),
    payload: randomBytes(80),
    recipient: parseRecipient(recipientOf(4)),
  }),
).toString('base64')
const AT = '2026-11-30T00:00:00.000Z'
const BYTES = randomBytes(60).toString('base64')
const TOUCH = {
  id: 'abc',
  response: { clientDataJSON: 'abc', authenticatorData: 'abc', signature: 'abc', userHandle: null },
}
const MADE = { id: 'abc', response: { clientDataJSON: 'abc', attestationObject: 'abc', transports: ['usb'] } }
const VERSION = {
  people: [
    { position: 1, name: null, nameKind: 'real', basis: 'self', party: true, league: false, pioneers: false },
  ],
  words: null,
  place: null,
  language: 'en',
  shown: false,
  certifiable: false,
}
const BRANCH = {
  name: 'SAMPLE',
  country: 'FR',
  place: '',
  languages: ['en'],
  spoken: '',
  hours: '',
  contact: '',
  listed: false,
  closed: false,
}
const NOTHING = {}

export const SAMPLES: Partial<Record<RouteName, object>> = {
  signInOptions: NOTHING,
  signIn: TOUCH,
  enrolOptions: { token: 'abc', name: 'SAMPLE' },
  enrol: {
    token: 'abc',
    name: 'SAMPLE',
    response: MADE,
    recipient: recipientOf(3),
    wrappedIdentity: BYTES,
    installation: null,
  },
  stay: { submission: ID },
  figures: NOTHING,
  caseNext: NOTHING,
  caseDecide: { submission: ID, decision: { verdict: 'register', version: VERSION } },
  caseUndo: { submission: ID },
  caseEarlier: { submission: ID },
  caseContact: { submission: ID },
  caseReturn: { submission: ID },
  replies: { language: 'en' },
  languagesRead: { languages: ['en'] },
  boxMake: {
    id: ID,
    branch: 'centre',
    class: 'draft',
    week: '2026-W49',
    recipient: recipientOf(4),
    keys: [{ holder: ID, sealed: KEY }],
  },
  keysOwed: { after: { box: ID, holder: ID } },
  keysGive: { keys: [{ box: ID, holder: ID, sealed: KEY }] },
  boxLook: {},
  boxLooked: { confirmed: [{ box: ID, recovery: KEY }], refused: [ID], good: [ID], bad: [ID] },
  passkeys: NOTHING,
  passkeyOptions: NOTHING,
  passkeyAdd: { response: MADE, wrappedIdentity: BYTES, at: AT, touch: TOUCH },
  passkeyRetire: { credential: 'abc' },
  team: { after: '' },
  teamInvite: { role: 'reviewer' },
  teamRemove: { member: ID },
  teamReturn: { member: ID },
  teamAdmit: {
    member: ID,
    compared: { recipient: recipientOf(5), credential: 'abc', key: 'ab'.repeat(32), at: AT },
    touch: TOUCH,
  },
  branches: { after: '' },
  branchOpen: { ...BRANCH, id: 'sample' },
  branchChange: BRANCH,
  roleAsk: { member: ID, role: 'reviewer' },
  roleTake: { member: ID, role: 'reviewer' },
  requests: NOTHING,
  requestAnswer: { request: ID, verdict: 'approved', branch: 'centre', touch: TOUCH },
  certificates: { number: '', before: '', branches: '' },
  certificateOpen: { request: ID },
  certificatePapers: { request: ID },
  certificateSay: { id: ID, request: ID, box: ID, sealed: SEALED, reply: SEALED },
  certificateDecline: { request: ID, reason: 'not-met' },
  certificateDraft: { content: '{}' },
  certificatePrepare: {
    request: ID,
    digest: 'a'.repeat(64),
    toBranch: 'centre',
    toBox: ID,
    toSealed: SEALED,
    ownBox: ID,
    ownSealed: SEALED,
  },
  certificateContent: { approval: ID },
  certificateIssue: { approval: ID, content: '{}' },
  certificateFile: { number: '0123456789AB' },
  certificateHandOver: { number: '0123456789AB' },
  certificateChange: { number: '0123456789AB', state: 'revoked', reason: 'lost' },
  certificateRecords: { after: '' },
  alarmsOpen: NOTHING,
  alarmSee: { number: 1 },
  canaryPlace: { id: ID, box: ID, sealed: SEALED, contact: { box: ID, sealed: SEALED }, language: 'en' },
  lookSendBack: { submission: ID },
  acts: { before: 1 },
  oversight: { alarms: null, branches: '', reviewers: '', looks: 1 },
  entry: { number: 1 },
  entryCorrect: { number: 1, version: VERSION },
}
