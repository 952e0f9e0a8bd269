import { OperatorError } from '#basics'

/** A setting is wrong. The message is one line that names it. */
export class ConfigError extends OperatorError {
  override name = 'ConfigError'
}
