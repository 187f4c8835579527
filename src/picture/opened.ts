/** Standard types as what they are made of, where a picture was asked for with that. */
import type { Picture, PictureValue } from "./model.ts";

/** What a drawing shows in place of `picture`: the same, when nothing in it says what it is made of. */
export function withTypesOpened(picture: Picture): Picture {
  const each = <T extends { readonly value: PictureValue }>(one: T): T => ({
    ...one,
    value: opened(one.value),
  });
  return {
    ...picture,
    frames: picture.frames.map((frame) => ({ ...frame, variables: frame.variables.map(each) })),
    globals: picture.globals.map(each),
    blocks: picture.blocks.map(each),
  };
}

function opened(value: PictureValue): PictureValue {
  switch (value.kind) {
    case "text":
    case "pointer":
      return value;
    case "elements":
      return { ...value, elements: value.elements.map(opened) };
    case "members":
      if (value.raw !== undefined) return opened(value.raw);
      return {
        ...value,
        members: value.members.map((member) => ({ ...member, value: opened(member.value) })),
      };
  }
}
