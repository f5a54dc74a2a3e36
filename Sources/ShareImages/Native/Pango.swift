/// Functions of pango, and of the libraries that it shares objects and messages with.
enum Pango {
    /// How many of pango's units are a pixel.
    static let scale = 1024
    /// `PANGO_ELLIPSIZE_END`.
    static let ellipsisAtEnd: Int32 = 3
    /// `PANGO_ALIGN_LEFT` and `PANGO_ALIGN_RIGHT`.
    static let (left, right): (Int32, Int32) = (0, 2)
    /// `PANGO_STYLE_ITALIC`.
    static let italic: Int32 = 2
    /// `PANGO_DIRECTION_RTL`.
    static let rightToLeft: Int32 = 1

    static let version: @convention(c) () -> Text = PangoCairo.function("pango_version_string")

    static let newFontMap: @convention(c) () -> Pointer = PangoCairo.function("pango_cairo_font_map_new")
    static let newContext: @convention(c) (Pointer) -> Pointer = PangoCairo.function("pango_font_map_create_context")
    static let setFontOptions: @convention(c) (Pointer, Pointer) -> Void =
        PangoCairo.function("pango_cairo_context_set_font_options")
    static let setLanguage: @convention(c) (Pointer, Pointer) -> Void =
        PangoCairo.function("pango_context_set_language")
    static let language: @convention(c) (Text) -> Pointer = PangoCairo.function("pango_language_from_string")
    static let show: @convention(c) (Pointer, Pointer) -> Void = PangoCairo.function("pango_cairo_show_layout")

    static let newLayout: @convention(c) (Pointer) -> Pointer = PangoCairo.function("pango_layout_new")
    static let setText: @convention(c) (Pointer, Text, Int32) -> Void = PangoCairo.function("pango_layout_set_text")
    static let setFont: @convention(c) (Pointer, Pointer) -> Void =
        PangoCairo.function("pango_layout_set_font_description")
    static let setWidth: @convention(c) (Pointer, Int32) -> Void = PangoCairo.function("pango_layout_set_width")
    static let setEllipsis: @convention(c) (Pointer, Int32) -> Void = PangoCairo.function("pango_layout_set_ellipsize")
    static let setAlignment: @convention(c) (Pointer, Int32) -> Void = PangoCairo.function("pango_layout_set_alignment")
    static let setSingleParagraph: @convention(c) (Pointer, Int32) -> Void =
        PangoCairo.function("pango_layout_set_single_paragraph_mode")
    static let setAttributes: @convention(c) (Pointer, Pointer) -> Void =
        PangoCairo.function("pango_layout_set_attributes")
    static let getSize: @convention(c) (Pointer, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Void =
        PangoCairo.function("pango_layout_get_size")
    static let baseline: @convention(c) (Pointer) -> Int32 = PangoCairo.function("pango_layout_get_baseline")
    static let unknownGlyphs: @convention(c) (Pointer) -> Int32 =
        PangoCairo.function("pango_layout_get_unknown_glyphs_count")
    static let direction: @convention(c) (Text, Int32) -> Int32 = PangoCairo.function("pango_find_base_dir")

    static let newFont: @convention(c) () -> Pointer = PangoCairo.function("pango_font_description_new")
    static let setFamily: @convention(c) (Pointer, Text) -> Void =
        PangoCairo.function("pango_font_description_set_family")
    static let setSize: @convention(c) (Pointer, Double) -> Void =
        PangoCairo.function("pango_font_description_set_absolute_size")
    static let setWeight: @convention(c) (Pointer, Int32) -> Void =
        PangoCairo.function("pango_font_description_set_weight")
    static let setStyle: @convention(c) (Pointer, Int32) -> Void =
        PangoCairo.function("pango_font_description_set_style")
    static let deleteFont: @convention(c) (Pointer) -> Void = PangoCairo.function("pango_font_description_free")

    static let newAttributes: @convention(c) () -> Pointer = PangoCairo.function("pango_attr_list_new")
    static let newLetterSpacing: @convention(c) (Int32) -> Pointer =
        PangoCairo.function("pango_attr_letter_spacing_new")
    static let insert: @convention(c) (Pointer, Pointer) -> Void = PangoCairo.function("pango_attr_list_insert")
    static let deleteAttributes: @convention(c) (Pointer) -> Void = PangoCairo.function("pango_attr_list_unref")

    /// Gives an object of GLib back.
    static let release: @convention(c) (Pointer) -> Void = PangoCairo.function("g_object_unref")

    /// What receives GLib's messages.
    typealias MessageHandler = @convention(c) (Text?, Int32, Text?, UnsafeMutableRawPointer?) -> Void
    static let setMessageHandler: @convention(c) (MessageHandler, UnsafeMutableRawPointer?) -> UnsafeRawPointer? =
        PangoCairo.function("g_log_set_default_handler")
}
