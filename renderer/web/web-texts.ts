/** What the parts of this folder say. Every app on the web has these sentences in its own catalogue, as the section `web`. */
export interface WebTexts {
  /** Past the head, for whoever reads by keyboard. */
  readonly skip: string
  /** The word for "language". */
  readonly languages: string
  readonly captcha: {
    readonly title: string
    readonly why: string
    /** Says a blind reader what the picture is; with `{{digits}}`. */
    readonly picture: string
    readonly another: string
    readonly listen: string
    readonly answer: string
  }
  readonly files: {
    readonly drop: string
    readonly choose: string
    readonly folder: string
    /** With `{{kinds}}`, `{{megabytes}}` and `{{count}}`. */
    readonly kinds: string
  }
  readonly foot: {
    /** With `{{phone}}`. */
    readonly help: string
  }
}
