/** From Node's error codes to WASI's: the only place that knows both. */
import { wasi } from "@bjorn3/browser_wasi_shim";

/** A refusal of our own, as opposed to one by the operating system. */
export class WasiError extends Error {
  override readonly name = "WasiError";
  readonly errno: number;

  constructor(errno: number) {
    super(`WASI errno ${errno}`);
    this.errno = errno;
  }
}

const ERRNOS: Readonly<Record<string, number>> = {
  EACCES: wasi.ERRNO_ACCES,
  EAGAIN: wasi.ERRNO_AGAIN,
  EBADF: wasi.ERRNO_BADF,
  EBUSY: wasi.ERRNO_BUSY,
  EDQUOT: wasi.ERRNO_DQUOT,
  EEXIST: wasi.ERRNO_EXIST,
  EFBIG: wasi.ERRNO_FBIG,
  EILSEQ: wasi.ERRNO_ILSEQ,
  EINTR: wasi.ERRNO_INTR,
  EINVAL: wasi.ERRNO_INVAL,
  EIO: wasi.ERRNO_IO,
  EISDIR: wasi.ERRNO_ISDIR,
  ELOOP: wasi.ERRNO_LOOP,
  EMFILE: wasi.ERRNO_MFILE,
  EMLINK: wasi.ERRNO_MLINK,
  ENAMETOOLONG: wasi.ERRNO_NAMETOOLONG,
  ENFILE: wasi.ERRNO_NFILE,
  ENODEV: wasi.ERRNO_NODEV,
  ENOENT: wasi.ERRNO_NOENT,
  ENOMEM: wasi.ERRNO_NOMEM,
  ENOSPC: wasi.ERRNO_NOSPC,
  ENOSYS: wasi.ERRNO_NOSYS,
  ENOTDIR: wasi.ERRNO_NOTDIR,
  ENOTEMPTY: wasi.ERRNO_NOTEMPTY,
  ENOTSUP: wasi.ERRNO_NOTSUP,
  ENXIO: wasi.ERRNO_NXIO,
  EOVERFLOW: wasi.ERRNO_OVERFLOW,
  EPERM: wasi.ERRNO_PERM,
  EPIPE: wasi.ERRNO_PIPE,
  EROFS: wasi.ERRNO_ROFS,
  ESPIPE: wasi.ERRNO_SPIPE,
  ETXTBSY: wasi.ERRNO_TXTBSY,
  EXDEV: wasi.ERRNO_XDEV,
  // Windows: the reader of our standard output is gone.
  EOF: wasi.ERRNO_PIPE,
  // Node itself refuses a path with a NUL byte in it, which no file can have.
  ERR_INVALID_ARG_VALUE: wasi.ERRNO_INVAL,
  ERR_OUT_OF_RANGE: wasi.ERRNO_INVAL,
};

/**
 * The errno for what a system call of Node's or one of our own threw; IO for a system's error that
 * the table does not have.
 *
 * @throws the error itself when it is neither: a mistake of ours, or the program's exit.
 */
export function errnoOf(error: unknown): number {
  if (error instanceof WasiError) return error.errno;
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    const errno = ERRNOS[error.code];
    if (errno !== undefined) return errno;
    if ("syscall" in error) return wasi.ERRNO_IO;
  }
  throw error;
}
