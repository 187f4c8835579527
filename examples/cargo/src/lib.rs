//! A playlist as a doubly linked list. It is right as long as one of the two directions does not own:
//! `Playlist` has a Weak pointer back, `Loop` does not, and leaks.
use std::cell::RefCell;
use std::rc::{Rc, Weak};

pub struct Song {
    pub title: String,
    next: RefCell<Option<Rc<Song>>>,
    previous: RefCell<Weak<Song>>,
}

/// Songs in a row. The first is owned by the playlist, each other one by the song before it.
#[derive(Default)]
pub struct Playlist {
    first: Option<Rc<Song>>,
    last: Option<Rc<Song>>,
}

impl Playlist {
    pub fn new() -> Playlist {
        Playlist::default()
    }

    pub fn add(&mut self, title: &str) {
        let song = Rc::new(Song {
            title: title.to_string(),
            next: RefCell::new(None),
            previous: RefCell::new(Weak::new()),
        });
        match self.last.take() {
            None => self.first = Some(Rc::clone(&song)),
            Some(last) => {
                *song.previous.borrow_mut() = Rc::downgrade(&last);
                *last.next.borrow_mut() = Some(Rc::clone(&song));
            }
        }
        self.last = Some(song);
    }

    /// Plays it over and over: the last song is followed by the first one.
    pub fn repeat(&mut self) {
        if let (Some(first), Some(last)) = (&self.first, &self.last) {
            *last.next.borrow_mut() = Some(Rc::clone(first));
        }
    }

    /// The titles, at most `most` of them.
    pub fn titles(&self, most: usize) -> Vec<String> {
        let mut titles = Vec::new();
        let mut song = self.first.clone();
        while let Some(this) = song {
            if titles.len() == most {
                break;
            }
            titles.push(this.title.clone());
            song = this.next.borrow().clone();
        }
        titles
    }

    /// What is played before the last song.
    pub fn before_last(&self) -> Option<String> {
        let previous = self.last.as_ref()?.previous.borrow().upgrade()?;
        Some(previous.title.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three_songs() -> Playlist {
        let mut playlist = Playlist::new();
        for title in ["Intro", "Verse", "Outro"] {
            playlist.add(title);
        }
        playlist
    }

    #[test]
    fn songs_keep_their_order() {
        assert_eq!(three_songs().titles(10), ["Intro", "Verse", "Outro"]);
    }

    #[test]
    fn a_song_knows_the_one_before() {
        assert_eq!(three_songs().before_last().as_deref(), Some("Verse"));
    }

    /// Passes, and yet none of its songs is ever dropped.
    #[test]
    fn a_playlist_can_be_repeated() {
        let mut playlist = three_songs();
        playlist.repeat();
        assert_eq!(playlist.titles(4).last().unwrap(), "Intro");
    }
}
