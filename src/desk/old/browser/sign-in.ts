export { problemOf } from '../../shell/browser/problem.ts'
export { signIn, signInAsSample as sitDown, type SignedIn as Seated } from '../../shell/browser/sign-in.ts'
