import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wasi } from "@bjorn3/browser_wasi_shim";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { Guest, Rights, testStreams, testSubject } from "../../../tests/support/guest.ts";
import { Recorder } from "../recording/recorder.ts";
import { Replayer } from "../recording/replayer.ts";
import { bindWasi } from "./bind.ts";
import { ProgramExit, ProgramSignal } from "./endings.ts";
import type { Host } from "./host.ts";
import { createHost, DirectoryError, type HostOptions } from "./node-host.ts";

const windows = process.platform === "win32";
const base = mkdtempSync(join(tmpdir(), "redzone-host-"));
afterAll(() => rmSync(base, { recursive: true }));

const { OFLAGS_CREAT: CREAT, OFLAGS_EXCL: EXCL, OFLAGS_TRUNC: TRUNC } = wasi;
const ReadWrite = Rights.read | Rights.write;

let directory = "";
let count = 0;
beforeEach(() => {
  // base/0/secret.txt is outside, base/0/data is given.
  const outside = join(base, String(count++));
  directory = join(outside, "data");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(outside, "secret.txt"), "secret");
});

function options(input: readonly string[] = [], more: Partial<HostOptions> = {}) {
  const { written, ...streams } = testStreams(input);
  const directories = [{ host: directory, guest: "/data" }];
  return { written, options: { args: ["prog"], env: {}, directories, ...streams, ...more } };
}
function guestOf(input: readonly string[] = [], more: Partial<HostOptions> = {}) {
  const { written, options: all } = options(input, more);
  return { written, guest: new Guest(createHost(all)) };
}
function inDirectory(): Guest {
  return guestOf().guest;
}
function contentOf(name: string): string {
  return readFileSync(join(directory, name), "utf8");
}

describe("standard streams", () => {
  test("one fd_read is one read of the source, spread over the buffers", () => {
    const { guest } = guestOf(["ab", "cd"]);
    expect(guest.read(0, 2, 10)).toEqual(["ab", ""]);
    expect(guest.read(0, 1, 10)).toEqual(["c", "d"]);
    expect(guest.read(0, 4)).toEqual([""]);
  });

  test("one fd_write is one write", () => {
    const writes: string[] = [];
    const stdout = { write: (bytes: Uint8Array) => void writes.push(String(bytes)) };
    const { guest } = guestOf([], { stdout });
    expect(guest.write(1, "ab", "", "c")).toBe(3);
    expect(writes).toEqual(["97,98,99"]);
  });

  test("a closed pipe is an errno, not an exception", () => {
    const stdout = {
      write() {
        throw Object.assign(new Error("write EPIPE"), { code: "EPIPE", syscall: "write" });
      },
    };
    expect(guestOf([], { stdout }).guest.write(1, "x")).toBe(-wasi.ERRNO_PIPE);
  });

  test("a mistake of ours is not hidden in an errno", () => {
    const stdout = {
      write() {
        throw new TypeError("a bug");
      },
    };
    expect(() => guestOf([], { stdout }).guest.write(1, "x")).toThrow(TypeError);
  });

  test.each([
    ["terminal", wasi.FILETYPE_CHARACTER_DEVICE, true],
    ["device", wasi.FILETYPE_CHARACTER_DEVICE, false],
    ["file", wasi.FILETYPE_REGULAR_FILE, false],
    ["pipe", wasi.FILETYPE_UNKNOWN, false],
  ] as const)("isatty of a %s", (kind, filetype, terminal) => {
    const { guest } = guestOf([], { stdout: { kind, write() {} } });
    const stat = guest.allocate(24);
    expect(guest.call("fd_fdstat_get", 1, stat)).toBe(0);
    expect(guest.bytes[stat]).toBe(filetype);
    // As wasi-libc's __isatty decides.
    const seekOrTell = guest.u64(stat + 8) & BigInt(wasi.RIGHTS_FD_SEEK | wasi.RIGHTS_FD_TELL);
    const isatty = guest.bytes[stat] === wasi.FILETYPE_CHARACTER_DEVICE && seekOrTell === 0n;
    expect(isatty).toBe(terminal);
  });

  test("they cannot be seeked, and go one way", () => {
    const guest = inDirectory();
    expect(guest.seek(0, 0n, wasi.WHENCE_CUR)).toBe(-wasi.ERRNO_SPIPE);
    expect(guest.seek(1, 0n, wasi.WHENCE_END)).toBe(-wasi.ERRNO_SPIPE);
    expect(guest.write(0, "x")).toBe(-wasi.ERRNO_BADF);
    expect(guest.read(1, 1)).toBe(-wasi.ERRNO_BADF);
    expect(guest.read(9, 1)).toBe(-wasi.ERRNO_BADF);
  });
});

describe("files", () => {
  test("create, write, seek, read, truncate", () => {
    const guest = inDirectory();
    const fd = guest.open("f", { oflags: CREAT, rights: ReadWrite });
    expect(guest.write(fd, "hello", " world")).toBe(11);
    expect(guest.seek(fd, -5n, wasi.WHENCE_END)).toBe(6);
    expect(guest.read(fd, 2, 10)).toEqual(["wo", "rld"]);
    expect(guest.seek(fd, 20n, wasi.WHENCE_SET)).toBe(20);
    expect(guest.seek(fd, -21n, wasi.WHENCE_CUR)).toBe(-wasi.ERRNO_INVAL);
    expect(guest.write(fd, "!")).toBe(1);
    expect(contentOf("f")).toBe("hello world".padEnd(20, "\0").concat("!"));
    expect(guest.call("fd_filestat_set_size", fd, 5n)).toBe(0);
    expect(guest.call("fd_close", fd)).toBe(0);
    expect(contentOf("f")).toBe("hello");
    expect(guest.call("fd_close", fd)).toBe(wasi.ERRNO_BADF);
  });

  test("pread and pwrite leave the position", () => {
    const guest = inDirectory();
    const fd = guest.open("f", { oflags: CREAT, rights: ReadWrite });
    guest.write(fd, "0123456789");
    const result = guest.allocate(4);
    const patch = guest.vector(guest.put("ab"));
    expect(guest.call("fd_pwrite", fd, ...patch, 3n, result)).toBe(0);
    const [into] = guest.put("....");
    expect(guest.call("fd_pread", fd, ...guest.vector([into, 4]), 2n, result)).toBe(0);
    expect(guest.text(into, 4)).toBe("2ab5");
    expect(guest.seek(fd, 0n, wasi.WHENCE_CUR)).toBe(10);
    expect(guest.call("fd_pread", fd, ...guest.vector([into, 4]), -1n, result)).toBe(
      wasi.ERRNO_INVAL,
    );
  });

  test("appending goes to the end, and can be switched off", () => {
    writeFileSync(join(directory, "log"), "one\n");
    const guest = inDirectory();
    const fdflags = wasi.FDFLAGS_APPEND;
    const fd = guest.open("log", { rights: ReadWrite, fdflags });
    guest.seek(fd, 0n, wasi.WHENCE_SET);
    guest.write(fd, "two\n");
    expect(contentOf("log")).toBe("one\ntwo\n");
    expect(guest.call("fd_fdstat_set_flags", fd, 0)).toBe(0);
    guest.seek(fd, 0n, wasi.WHENCE_SET);
    guest.write(fd, "1");
    expect(contentOf("log")).toBe("1ne\ntwo\n");
  });

  test("the open flags", () => {
    const guest = inDirectory();
    expect(guest.open("none")).toBe(-wasi.ERRNO_NOENT);
    writeFileSync(join(directory, "f"), "old");
    expect(guest.open("f", { oflags: CREAT | EXCL, rights: Rights.write })).toBe(-wasi.ERRNO_EXIST);
    expect(guest.open("f", { oflags: wasi.OFLAGS_DIRECTORY })).toBe(-wasi.ERRNO_NOTDIR);
    expect(guest.open("f/")).toBe(-wasi.ERRNO_NOTDIR);
    expect(guest.open(".", { rights: Rights.write })).toBe(-wasi.ERRNO_ISDIR);
    const readOnly = guest.open("f");
    expect(guest.write(readOnly, "x")).toBe(-wasi.ERRNO_BADF);
    const writeOnly = guest.open("f", { oflags: TRUNC, rights: Rights.write });
    expect(guest.read(writeOnly, 1)).toBe(-wasi.ERRNO_BADF);
    expect(contentOf("f")).toBe("");
  });

  test("descriptors: the lowest free number; renumbering closes what was there", () => {
    writeFileSync(join(directory, "a"), "A");
    writeFileSync(join(directory, "b"), "B");
    const guest = inDirectory();
    expect([guest.open("a"), guest.open("b"), guest.open("a")]).toEqual([4, 5, 6]);
    guest.call("fd_close", 4);
    guest.call("fd_close", 5);
    expect([guest.open("b"), guest.open("a"), guest.open("a")]).toEqual([4, 5, 7]);
    expect(guest.call("fd_renumber", 4, 5)).toBe(0);
    expect(guest.read(5, 1)).toEqual(["B"]);
    expect(guest.call("fd_renumber", 5, 5)).toBe(0);
    expect(guest.seek(5, 0n, wasi.WHENCE_CUR)).toBe(1);
    expect(guest.open("a")).toBe(4);
  });

  test("the file's status has each field at its place", () => {
    writeFileSync(join(directory, "f"), "x".repeat(0x12345));
    const guest = inDirectory();
    const at = guest.allocate(64);
    const name = guest.put("f");
    const set = wasi.FSTFLAGS_ATIM | wasi.FSTFLAGS_MTIM;
    const times = [1_000_000_001_000_000_000n, 1_500_000_000_500_000_000n] as const;
    expect(guest.call("path_filestat_set_times", 3, 1, ...name, ...times, set)).toBe(0);
    expect(guest.call("path_filestat_get", 3, 1, ...name, at)).toBe(0);
    expect(guest.bytes[at + 16]).toBe(wasi.FILETYPE_REGULAR_FILE);
    expect(guest.u64(at + 24)).toBe(1n);
    expect(guest.u64(at + 32)).toBe(0x12345n);
    expect([guest.u64(at + 40), guest.u64(at + 48)]).toEqual(times);
    const keepAccess = wasi.FSTFLAGS_MTIM_NOW;
    expect(guest.call("path_filestat_set_times", 3, 1, ...name, 0n, 0n, keepAccess)).toBe(0);
    guest.call("path_filestat_get", 3, 1, ...name, at);
    expect(guest.u64(at + 40)).toBe(times[0]);
    expect(Math.abs(Number(guest.u64(at + 48)) / 1e6 - Date.now())).toBeLessThan(60_000);
  });
});

describe("directories", () => {
  test("the program is told their names", () => {
    const guest = inDirectory();
    const at = guest.allocate(16);
    expect(guest.call("fd_prestat_get", 3, at)).toBe(0);
    expect([guest.bytes[at], guest.u32(at + 4)]).toEqual([0, 5]);
    expect(guest.call("fd_prestat_dir_name", 3, at, 5)).toBe(0);
    expect(guest.text(at, 5)).toBe("/data");
    expect(guest.call("fd_prestat_get", 4, at)).toBe(wasi.ERRNO_BADF);
  });

  test("making, removing, renaming", () => {
    const guest = inDirectory();
    expect(guest.call("path_create_directory", 3, ...guest.put("d/"))).toBe(0);
    expect(guest.call("path_create_directory", 3, ...guest.put("d"))).toBe(wasi.ERRNO_EXIST);
    writeFileSync(join(directory, "f"), "f");
    const [d, f, moved] = [guest.put("d"), guest.put("f"), guest.put("d/moved")];
    expect(guest.call("path_rename", 3, ...f, 3, ...moved)).toBe(0);
    expect(contentOf("d/moved")).toBe("f");
    expect(guest.call("path_remove_directory", 3, ...d)).toBe(wasi.ERRNO_NOTEMPTY);
    expect(guest.call("path_unlink_file", 3, ...d)).toBe(wasi.ERRNO_ISDIR);
    expect(guest.call("path_unlink_file", 3, ...moved)).toBe(0);
    expect(guest.call("path_remove_directory", 3, ...d)).toBe(0);
    expect(guest.call("path_remove_directory", 3, ...d)).toBe(wasi.ERRNO_NOENT);
  });

  test("reading goes on where it stopped, whatever the buffer's size", () => {
    const names = Array.from({ length: 30 }, (_, i) => `file-${String(i).padStart(2, "0")}`);
    for (const name of names) writeFileSync(join(directory, name), "");
    const guest = inDirectory();
    for (const capacity of [40, 64, 100, 4096]) {
      expect(guest.list(3, capacity)).toEqual([".", "..", ...names]);
    }
  });

  test("an opened directory is a border of its own", () => {
    mkdirSync(join(directory, "d"));
    writeFileSync(join(directory, "f"), "f");
    const guest = inDirectory();
    const fd = guest.open("d", { oflags: wasi.OFLAGS_DIRECTORY });
    expect(guest.open("../f", { directory: fd })).toBe(-wasi.ERRNO_NOTCAPABLE);
    expect(guest.open("g", { directory: fd, oflags: CREAT, rights: Rights.write })).toBe(fd + 1);
    expect(guest.list(fd)).toEqual([".", "..", "g"]);
    expect(guest.open("x", { directory: fd + 1 })).toBe(-wasi.ERRNO_NOTDIR);
    const prestat = guest.allocate(8);
    expect(guest.call("fd_prestat_get", fd, prestat)).toBe(wasi.ERRNO_BADF);
  });

  test("the given directory itself stays", () => {
    const guest = inDirectory();
    for (const path of [".", "d/..", "./"]) {
      mkdirSync(join(directory, "d"), { recursive: true });
      expect(guest.call("path_remove_directory", 3, ...guest.put(path))).toBe(wasi.ERRNO_BUSY);
    }
  });

  test("one that is not there is refused at once", () => {
    const { options: all } = options();
    const missing = { host: join(directory, "none"), guest: "/" };
    const file = { host: join(directory, "../secret.txt"), guest: "/" };
    expect(() => createHost({ ...all, directories: [missing] })).toThrow(DirectoryError);
    expect(() => createHost({ ...all, directories: [file] })).toThrow("ENOTDIR");
  });
});

describe.skipIf(windows)("links", () => {
  test("reading one, also into a buffer that is too small", () => {
    const guest = inDirectory();
    const link = guest.put("link");
    expect(guest.call("path_symlink", ...guest.put("target"), 3, ...link)).toBe(0);
    const [buffer, used] = [guest.allocate(8), guest.allocate(4)];
    expect(guest.call("path_readlink", 3, ...link, buffer, 8, used)).toBe(0);
    expect(guest.text(buffer, guest.u32(used))).toBe("target");
    expect(guest.call("path_readlink", 3, ...link, buffer, 3, used)).toBe(0);
    expect(guest.text(buffer, guest.u32(used))).toBe("tar");
    writeFileSync(join(directory, "f"), "");
    expect(guest.call("path_readlink", 3, ...guest.put("f"), buffer, 8, used)).toBe(
      wasi.ERRNO_INVAL,
    );
  });

  test("removing and renaming mean the link, its status too unless followed", () => {
    writeFileSync(join(directory, "f"), "1234");
    symlinkSync("f", join(directory, "link"));
    const guest = inDirectory();
    const at = guest.allocate(64);
    const link = guest.put("link");
    guest.call("path_filestat_get", 3, 0, ...link, at);
    expect(guest.bytes[at + 16]).toBe(wasi.FILETYPE_SYMBOLIC_LINK);
    guest.call("path_filestat_get", 3, 1, ...link, at);
    expect([guest.bytes[at + 16], guest.u64(at + 32)]).toEqual([wasi.FILETYPE_REGULAR_FILE, 4n]);
    expect(guest.open("link", { follow: false })).toBe(-wasi.ERRNO_LOOP);
    expect(guest.call("path_unlink_file", 3, ...link)).toBe(0);
    expect(guest.list(3)).toEqual([".", "..", "f"]);
  });

  test("a hard link is the same file", () => {
    writeFileSync(join(directory, "f"), "x");
    const guest = inDirectory();
    const [from, to] = [guest.put("f"), guest.put("g")];
    expect(guest.call("path_link", 3, 0, ...from, 3, ...to)).toBe(0);
    writeFileSync(join(directory, "f"), "changed");
    expect(contentOf("g")).toBe("changed");
  });
});

describe("endings", () => {
  test("proc_exit and proc_raise leave through the program", () => {
    const guest = inDirectory();
    expect(() => guest.call("proc_exit", -1)).toThrow(new ProgramExit(0xffffffff));
    expect(() => guest.call("proc_raise", wasi.SIGNAL_ABRT)).toThrow(new ProgramSignal(6));
    expect(guest.call("proc_raise", wasi.SIGNAL_CHLD)).toBe(0);
    expect(guest.call("proc_raise", 99)).toBe(wasi.ERRNO_INVAL);
  });

  test("sockets are not there", () => {
    const guest = inDirectory();
    expect(guest.call("sock_shutdown", 1, 3)).toBe(wasi.ERRNO_NOTSUP);
    expect(guest.call("sock_shutdown", 9, 3)).toBe(wasi.ERRNO_BADF);
  });
});

describe("a compiled program", () => {
  const bytes = readFileSync(
    new URL("../../../tests/fixtures/host/everyday.wasm", import.meta.url),
  );

  /** Runs it with a memory of its own, which grows; returns how it ended. */
  function run(host: Host): unknown {
    let own: WebAssembly.Memory | undefined;
    const memory = {
      get bytes() {
        return new Uint8Array(own!.buffer);
      },
      size: () => own!.buffer.byteLength,
    };
    const imports = bindWasi(host, memory) as unknown as WebAssembly.ModuleImports;
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      wasi_snapshot_preview1: imports,
    });
    own = instance.exports.memory as WebAssembly.Memory;
    try {
      return (instance.exports._start as () => void)();
    } catch (error) {
      return error;
    }
  }

  test.skipIf(windows)("prints, reads, writes files, and does the same when replayed", () => {
    symlinkSync("..", join(directory, "link-out"));
    const { written, options: all } = options(["Ann\n"], {
      args: ["everyday", "a", "ä b"],
      env: { GREETING: "hi" },
    });
    const recorder = new Recorder(createHost(all), testSubject);
    expect(run(recorder)).toEqual(new ProgramExit(7));
    expect(written.stderr).toBe("done\n");
    expect(written.stdout.split("\n")).toEqual([
      "args: a ä b",
      "env: hi, terminal: 0 0",
      "name? hello Ann",
      "< Ann was here",
      "< twice",
      "the last error: Capabilities insufficient",
      "size 19, recent 1",
      "- ./",
      "- ../",
      "- link-out",
      "- sub/",
      "slept 1",
      "",
    ]);
    expect(contentOf("sub/moved.txt")).toBe("Ann was here\ntwice\n");

    rmSync(join(directory, "sub"), { recursive: true });
    const printed = { ...written };
    const recording = recorder.recording();
    const replayer = new Replayer(recording, testSubject);
    expect(run(replayer)).toEqual(new ProgramExit(7));
    expect(replayer.position).toBe(recording.calls);
    expect(written).toEqual(printed);
    expect(inDirectory().list(3)).toEqual([".", "..", "link-out"]);
  });
});
