//! The page: yew components and the frame loop.
