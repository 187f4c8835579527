/** What a picture shows beside the usual. */
export interface PictureOptions {
  /** Standard types with what they are made of, too. */
  readonly open?: boolean;
}
