import { Phrases } from '#html'
import { type MessageKey, type Locale } from '#i18n'

/** What the script of this page says. */
export function CertificatePhrases({ locale }: { locale: Locale }) {
  return <Phrases locale={locale} keys={SAID} />
}

/** What an answer of the issuing process is said as. */
const ISSUING_SAID: readonly MessageKey[] = [
  'certificates-finished',
  'certificates-problem-content',
  'certificates-problem-unshowable',
  'certificates-problem-not-certifiable',
  'certificates-problem-no-key',
  'certificates-problem-away',
  'certificates-problem-failed',
  'certificates-problem-not-approved',
  'certificates-problem-another-content',
  'certificates-problem-closed',
  'certificates-problem-not-there',
  'certificates-paper-broken',
  'certificates-draft',
]

const SAID: readonly MessageKey[] = [
  ...ISSUING_SAID,
  'desk-budget-spent',
  'certificates-wants-named',
  'certificates-wants-pseudonym',
  'certificates-meeting-in-person',
  'certificates-meeting-call',
  'certificates-pick-up-code',
  'certificates-pick-up-branch',
  'certificates-register-is',
  'certificates-register-nothing',
  'certificates-days',
  'certificates-unpublished',
  'certificates-papers-none',
  'certificates-paper',
  'certificates-from-branch',
  'certificates-from-applicant',
  'certificates-said',
  'certificates-prepared',
  'certificates-declined',
  'certificates-state-approving',
  'certificates-state-issued',
  'certificates-state-declined',
  'certificates-change-asked',
  'certificates-verified',
  'certificates-verified-wrong',
  'certificates-problem-under-way',
  'certificates-problem-too-many',
  'certificates-problem-sent-before',
  'certificates-problem-ended',
  'certificates-problem-asked-already',
  'organisations-party-short',
  'organisations-league-short',
  'organisations-pioneers-short',
  'certificate-not-stated',
  'common-list-separator',
  'desk-none',
  'desk-problem-network',
  'desk-problem-fault',
  'desk-problem-not-allowed',
  'desk-problem-refused',
  'desk-problem-signed-out',
  'desk-problem-cancelled',
  'desk-problem-no-prf',
  'desk-problem-damaged',
]
