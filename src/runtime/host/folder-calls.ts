/** The calls on folders that are carried out here and not by the shim. */
import { wasi } from "@bjorn3/browser_wasi_shim";
import { OpenDirectory } from "./directory.ts";
import { WasiError } from "./errno.ts";
import type { WasiCalls } from "./host.ts";
import type { Surroundings } from "./own-calls.ts";

type Arg = number | bigint;
const SUCCESS = wasi.ERRNO_SUCCESS;

export function folderCalls({ memory, fds }: Surroundings): Partial<WasiCalls> {
  const text = (at: Arg, length: Arg) => {
    const start = Number(at);
    // A copy: TextDecoder refuses shared memory.
    return decoder.decode(memory.bytes.slice(start, start + Number(length)));
  };
  const directoryAt = (fd: Arg): OpenDirectory => {
    const found = fds[Number(fd)];
    if (found === undefined) throw new WasiError(wasi.ERRNO_BADF);
    if (!(found instanceof OpenDirectory)) throw new WasiError(wasi.ERRNO_NOTDIR);
    return found;
  };

  return {
    // The shim has links and renames in its own memory file system only.
    path_link: (fd, flags, path, length, newFd, newPath, newLength) => {
      const to = directoryAt(newFd!);
      directoryAt(fd!).hardLink(
        Number(flags),
        text(path!, length!),
        to,
        text(newPath!, newLength!),
      );
      return SUCCESS;
    },
    path_rename: (fd, path, length, newFd, newPath, newLength) => {
      const to = directoryAt(newFd!);
      directoryAt(fd!).rename(text(path!, length!), to, text(newPath!, newLength!));
      return SUCCESS;
    },
    path_symlink: (target, targetLength, fd, path, length) => {
      directoryAt(fd!).makeLink(text(target!, targetLength!), text(path!, length!));
      return SUCCESS;
    },
    // The shim refuses a buffer that is too small, instead of filling it.
    path_readlink: (fd, path, length, buffer, capacity, used) => {
      const target = encoder.encode(directoryAt(fd!).readLink(text(path!, length!)));
      const fitting = target.subarray(0, Number(capacity));
      // No bytes may be put anywhere: a range of none was not checked.
      if (fitting.length > 0) memory.bytes.set(fitting, Number(buffer));
      new DataView(memory.bytes.buffer).setUint32(Number(used), fitting.length, true);
      return SUCCESS;
    },
  };
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
