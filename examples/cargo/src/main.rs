use playlist::Playlist;

fn main() {
    let mut playlist = Playlist::new();
    playlist.add("Intro");
    playlist.add("Outro");
    println!("{}", playlist.titles(10).join(", "));
}
