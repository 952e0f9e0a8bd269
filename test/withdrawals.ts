// A declaration with a certificate is withdrawn, and everybody who can be asked about the certificate is asked.
import { equal, ok } from 'node:assert/strict'
import { ask as askColleague } from '#approvals'
import { type Day, dayAt, systemClock } from '#basics'
import {
  applicantByCode,
  certificatesAtDesk,
  certificatesWaiting,
  fetchFile,
  lookUp,
  openCopy,
} from '#certificates'
import { asMember, transaction } from '#db'
import { settle } from '#settling'
import { checkCertificate, lookUpCodeOf, readCertificateLink, readPaper } from '#proof'
import { findRequest } from '../src/approvals/store.ts'
import { issue } from '../src/certificates/issuing/issue.ts'
import { publishLists } from '../src/certificates/issuing/lists.ts'
import { pinnedIssuers } from '../src/certificates/issuing/pinned.ts'
import { addOldWish } from './days.ts'
import { type Applicant, type TestCertificates, openWith } from './installation/with-certificates.ts'
import { passkeyOf } from './members.ts'
import { someKeys } from './installation/keys.ts'
import { TIME_ZONE } from './installation/time.ts'

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
export async function saidEverywhere(installation: TestCertificates, { applicant, number, cose }: Made) {
  const { deps } = installation
  await publishLists(deps)
  const issuers = pinnedIssuers(deps.keys(), deps)
  ok(issuers)
  const statusList = Buffer.from(deps.folder.get('status/1') ?? []).toString()
  const { status } = await checkCertificate(readPaper(cose), { issuers, statusList, now: new Date() })
  const site = siteOf(installation)
  const found = await lookUp(site.db, { number, code: lookUpCodeOf(cose) })
  ok(found.outcome === 'found')
  const { hash, entropy } = applicant
  const asked = (await applicantByCode(site, applicant)).requests.find((one) => one.number === number)
  const file = await fetchFile(site, { hash, entropy, number })
  equal(asked?.kept, file !== null, 'what is offered is what is handed out')
  const copy = await openCopy(deskOf(installation), { by: installation.heron, number })
  return {
    list: status.outcome === 'failed' ? status.why : status.outcome,
    lookUp: [found.state, found.withdrawn],
    became: asked?.became,
    file: file !== null,
    copy: copy !== undefined,
    toRevoke: (await certificatesWaiting(deskOf(installation))).toRevoke,
  }
}

export async function toRevoke(installation: TestCertificates) {
  const { toRevoke: all } = await certificatesAtDesk(deskOf(installation), { number: null, before: null })
  return all.map(({ number, withdrawn, asked }) => [number, withdrawn, asked])
}

/** A colleague of another branch agrees that a declaration is withdrawn, as its sender wished long ago. */
export async function agreeToWithdraw(installation: TestCertificates, submission: string): Promise<void> {
  const { database, heron } = installation
  await addOldWish(database.db, submission)
  const act = { kind: 'withdrawal', submission, channel: 'web', received: '2026-11-20' as Day } as const
  const by = { member: heron, passkey: passkeyOf('Heron'), branch: 'centre' }
  await transaction(deskOf(installation).db, (tx) => askColleague(tx, { by, act, at: systemClock() }))
  await agreeTo(installation, await newest(installation, 'withdrawal'))
}

/** Crane agrees, and what that brings about happens. */
export async function agreeTo(installation: TestCertificates, id: string): Promise<void> {
  await installation.answer(id)
  const db = asMember(installation.database.openAs('exeunt_desk'), installation.crane)
  await transaction(db, async (tx) => {
    const request = await findRequest(tx, id)
    ok(request)
    await settle(ZONE, installation.crane)(tx, request, 'approved')
  })
}

export async function newest({ database }: TestCertificates, kind: string): Promise<string> {
  const { id } = await database.db
    .selectFrom('approvals.request')
    .select('id')
    .where('kind', '=', kind)
    .orderBy('requested_at', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

export async function certified(
  installation: TestCertificates,
  applicant: Applicant,
  line = 1,
): Promise<Made> {
  const request = await installation.request(applicant, line)
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  const issued = await issue(installation.deps, { approval, text })
  ok(issued.outcome === 'issued', JSON.stringify(issued))
  const { number } = issued
  const { record } = await installation.database.db
    .selectFrom('certificates.issued')
    .select('record')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const link = openWith(installation.boxes.centre.identity, {
    id: number,
    field: 'certificate-record',
    sealed: record,
  })
  return { applicant, number, cose: readCertificateLink(Buffer.from(link).toString()) }
}

export function deskOf(installation: TestCertificates) {
  return { db: asMember(installation.database.openAs('exeunt_desk'), installation.heron), ...ZONE }
}

export function siteOf(installation: TestCertificates) {
  return { db: installation.database.openAs('exeunt_site'), ...ZONE, keys: someKeys() }
}
