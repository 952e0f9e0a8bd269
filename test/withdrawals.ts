// A declaration with a certificate is withdrawn, and everybody who can be asked about the certificate is asked.
import { equal, ok } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { ask as askColleague } from '#approvals'
import { type Day, dayAt, Secret, systemClock } from '#basics'
import {
  applicantByCode,
  certificatesAtDesk,
  certificatesWaiting,
  fetchFile,
  lookUp,
  openCopy,
} from '#certificates'
import { asMember, transaction } from '#db'
import { settle } from '#desk'
import { checkCertificate, lookUpCodeOf, readCertificateLink, readPaper } from '#proof'
import { takeAccepted } from '#register'
import { findRequest } from '../src/approvals/store.ts'
import { issue } from '../src/certificates/issue.ts'
import { publishLists } from '../src/certificates/lists.ts'
import { pinnedIssuers } from '../src/certificates/pinned.ts'
import { addOldWish } from './days.ts'
import { type Applicant, type CertificateHouse, openWith } from './certificate-house.ts'
import { passkeyOf } from './members.ts'
import { silent } from './template-db.ts'

const TIME_ZONE = 'Asia/Shanghai'
const ZONE = { clock: systemClock, timeZone: TIME_ZONE }
export const today = (): Day => dayAt(systemClock(), TIME_ZONE)

export const VALID = {
  list: 'passed',
  lookUp: ['valid', null],
  became: 'valid',
  file: true,
  copy: true,
  toRevoke: 0,
}

export function withdrawnOn(day: Day) {
  return {
    list: 'withdrawn',
    lookUp: ['withdrawn', day],
    became: 'withdrawn',
    file: false,
    copy: false,
    toRevoke: 1,
  }
}

interface Made {
  readonly applicant: Applicant
  readonly number: string
  /** The signed statement, as it is on the paper. */
  readonly cose: Uint8Array
}

/** What each way to ask about a certificate answers. */
export async function saidEverywhere(house: CertificateHouse, { applicant, number, cose }: Made) {
  const { needs } = house
  await publishLists(needs)
  const issuers = pinnedIssuers(needs.keys(), needs)
  ok(issuers)
  const statusList = Buffer.from(needs.folder.get('status/1') ?? []).toString()
  const { status } = await checkCertificate(readPaper(cose), { issuers, statusList, now: new Date() })
  const site = siteOf(house)
  const found = await lookUp(site.db, { number, code: lookUpCodeOf(cose) })
  ok(found.outcome === 'found')
  const { hash, entropy } = applicant
  const asked = (await applicantByCode(site, applicant)).requests.find((one) => one.number === number)
  const file = await fetchFile(site, { hash, entropy, number })
  equal(asked?.kept, file !== null, 'what is offered is what is handed out')
  const copy = await openCopy(deskOf(house), { by: house.heron, number, holder: house.heron })
  return {
    list: status.outcome === 'failed' ? status.why : status.outcome,
    lookUp: [found.state, found.withdrawn],
    became: asked?.became,
    file: file !== null,
    copy: copy !== undefined,
    toRevoke: (await certificatesWaiting(deskOf(house))).toRevoke,
  }
}

export async function toRevoke(house: CertificateHouse) {
  const { toRevoke: all } = await certificatesAtDesk(deskOf(house), { number: null, before: null })
  return all.map(({ number, withdrawn, asked }) => [number, withdrawn, asked])
}

/** A colleague of another branch agrees that a declaration is withdrawn, as its sender wished long ago. */
export async function agreeToWithdraw(house: CertificateHouse, submission: string): Promise<void> {
  const { database, heron } = house
  await addOldWish(database.db, submission)
  const act = { kind: 'withdrawal', submission, channel: 'web', received: '2026-11-20' as Day } as const
  const by = { member: heron, passkey: passkeyOf('Heron'), branch: 'centre' }
  await transaction(deskOf(house).db, (tx) => askColleague(tx, { by, act, at: systemClock() }))
  await agreeTo(house, await newest(house, 'withdrawal'))
}

/** Crane agrees, and what that brings about happens. */
export async function agreeTo(house: CertificateHouse, id: string): Promise<void> {
  await house.answer(id)
  const db = asMember(house.database.openAs('exeunt_desk'), house.crane)
  await transaction(db, async (tx) => {
    const request = await findRequest(tx, id)
    ok(request)
    await settle(ZONE, house.crane)(tx, request, 'approved')
  })
}

export async function newest({ database }: CertificateHouse, kind: string): Promise<string> {
  const { id } = await database.db
    .selectFrom('approvals.request')
    .select('id')
    .where('kind', '=', kind)
    .orderBy('requested_at', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

export async function enterAccepted({ database }: CertificateHouse): Promise<void> {
  await takeAccepted({ db: database.openAs('exeunt_work'), ...ZONE, logger: silent })
}

export async function certified(house: CertificateHouse, applicant: Applicant, line = 1): Promise<Made> {
  const request = await house.request(applicant, line)
  const text = await house.content(request)
  const approval = await house.prepare(request, text)
  await house.answer(approval)
  const issued = await issue(house.needs, { approval, text })
  ok(issued.outcome === 'issued', JSON.stringify(issued))
  const { number } = issued
  const { record } = await house.database.db
    .selectFrom('certificates.issued')
    .select('record')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const link = openWith(house.boxes.centre.identity, {
    id: number,
    field: 'certificate-record',
    sealed: record,
  })
  return { applicant, number, cose: readCertificateLink(Buffer.from(link).toString()) }
}

export function deskOf(house: CertificateHouse) {
  return { db: asMember(house.database.openAs('exeunt_desk'), house.heron), ...ZONE }
}

export function siteOf(house: CertificateHouse) {
  const keys = { once: new Secret<Uint8Array>(randomBytes(32)) }
  return { db: house.database.openAs('exeunt_site'), ...ZONE, keys }
}
