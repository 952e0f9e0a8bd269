export { problemOf } from '../../shell/browser/problem.ts'
export {
  openOwnKey,
  signIn,
  signInAsSample as sitDown,
  type SignedIn as Seated,
} from '../../shell/browser/sign-in.ts'
