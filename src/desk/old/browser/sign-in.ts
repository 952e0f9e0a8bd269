export { problemOf } from '../../shell/browser/problem.ts'
export { signIn, type SignedIn as Seated } from '../../shell/browser/sign-in.ts'
