export { type Act, latestActs } from './acts.ts'
export {
  giveOwedKeys,
  keepBox,
  keepLookedAt,
  keysToLookAt,
  type NeededBox,
  neededBoxes,
  owedKeys,
} from './boxes.ts'
export { type Branch, branches, changeBranch, lastChanges, openBranch } from './branch.ts'
export { enrol, type Enrolment, enrolOptions, type InstallationStart } from './enrol.ts'
export { giveRole, takeRole } from './give-role.ts'
export { invite, inviteAsInstallation, inviteFirstMember } from './invite.ts'
export {
  addPasskey,
  checkPasskeys,
  insertRecoveredVouch,
  isMembersPasskey,
  keyDigest,
  newPasskeyOptions,
  type Passkey,
  passkeysOf,
  retirePasskey,
  vouchChallenge,
  type Vouched,
  writeVouch,
} from './passkeys.ts'
export { CENTRE, FOUNDER, type GrantedRole, hasRole, OPENED_BY, type Role, ROLES } from './roles.ts'
export { endSessions, readSession, type Session } from './session.ts'
export { signIn, signInOptions, signOut, type SignedIn } from './sign-in.ts'
export { type Lost, type Removed, removeMember, startReturn } from './leaving.ts'
export {
  admit,
  type Admitted,
  type Admitting,
  languagesOf,
  readLanguages,
  team,
  type TeamMember,
} from './team.ts'
export { selectRoles } from './team-store.ts'
export { type RelyingParty, type StaffDeps } from './deps.ts'
export { isSignedOver, touchedOver } from './touch.ts'
export { webauthn } from './webauthn.ts'
